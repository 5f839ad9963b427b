"""L: what an assessment cites of 番号法 and other laws, judged as of its 公表日."""

from pia_cli.rules.law import items, names, renumbered

RULES = tuple(sorted((*renumbered.RULES, *items.RULES, *names.RULES), key=lambda rule: rule.code))
CHECKS = (*renumbered.CHECKS, *items.CHECKS, *names.CHECKS)
