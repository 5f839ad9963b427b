"""Standard input: its word on the command line, and its name in findings.

Apart from what reads it, because the help of the commands has the name and loads only ``core``.
"""

STDIN = "-"

STDIN_NAME = "<stdin>"
