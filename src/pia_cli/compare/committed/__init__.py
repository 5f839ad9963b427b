"""The committed 変更箇所 of the new version, held against what really changed since the old one.

`verify` makes the findings (H001–H007) of what `coverage` finds out: which rows tell which changes.

- `names` reads what a row names; `placed` has the changes by those places. `change_matcher` says
  whether the cells of a row fit one change, with `boxes` and `said_in_words` (「総務課」を追加).
- `reader` finds the changes that a row tells by itself. It may quote several answers (`sharing`,
  `listed`, `beside`, `section`) or tell of an entry item by item (`entries`).
- Rows of several revisions go by the numbers and names of their day (`between`, with
  `more_entries`, `replay`, `renamed` and `numbering`), and may tell an entry (`stepped`) or
  numbered texts (`numbered_texts`) step by step.
- Of what is left, `unfounded` are the rows of nothing that changed, `misnumbered` finds the entry
  or the item that one of them must mean, and `unread` the cells that cannot be read.
- For the findings, `partial`, `left_records`, `sentence_parts`, `quoted_letters` and `atoms` find
  what the rows of a change leave out (`missing`), `slips` where a cell departs from its text
  (`differing`), and `chain` whether the rows of an item go on from one another; `lost_rows` has
  what was published.

A row *tells* a change; it is *fresh* if the new version added it for a change after the old one.
"""
