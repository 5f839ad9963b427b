"""Write the dictionary of the fuzz target to stdout: words of the form and tokens of YAML.

``python fuzz/dictionary.py > /tmp/pia.dict``; taken from the declaration of the form, so that
it never drifts from it.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from attacks.words import words  # found by the line above

LONGEST = 64
"""Bytes of a word that libFuzzer takes."""


def entry(word: str) -> str:
    """A word as libFuzzer reads it: every byte but plain letters is written as \\xNN."""
    body = "".join(
        chr(byte) if chr(byte).isalnum() and byte < 128 else f"\\x{byte:02X}"
        for byte in word.encode()
    )
    return f'"{body}"\n'


if __name__ == "__main__":
    short = [word for word in dict.fromkeys(words()) if len(word.encode()) <= LONGEST]
    sys.stdout.writelines(map(entry, short))
