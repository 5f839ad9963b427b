"""The committed 変更箇所 of the new version, held against what really changed since the old one.

`verify` makes the findings (H001–H007) of what `coverage` finds out: which rows tell which changes.
`names` reads what a row names, `placed` has the changes by those places, `telling` says whether
the cells of a row fit one change, and `reader` which changes a row tells by itself: it may quote
several answers (`sharing`, `listed`, `beside`, `section`), tell of an entry item by item
(`entries`), or say in words what was done (`narrated`). Rows of several revisions go by the numbers
and names of their day (`between`, with `padded`, `replay`, `renamed` and `numbering`) and tell an
entry or a numbered text step by step (`stepped`, `records`). `meant` finds which change a row with
a wrong number is of. `partial`, `stretches` and `atoms` find what the rows of a change leave out,
`slips` where a cell departs from its text, `chain` whether rows of an item go on from one another.

A row is *fresh* that the new version added for changes after the old one. It *tells* a change, or
is *idle* (nothing changed as it says), *unknown* (no such item) or *stray* (nobody knows what it
names). A change is *held* by a row that quotes it among others, and *named* by one that should have
told it with others. An entry *lacks* the items of it that no row tells.
"""
