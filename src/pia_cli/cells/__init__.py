"""The rows of 変更箇所 and their cells as people fill them.

`rows` has the rows of a document. `item_cell` reads what a cell 項目 names. 変更前の記載 and
変更後の記載 may have a copy of an answer or of a part of it (`quotation`, `omission`), maybe with
something around it (`loosely`), boxes as pia writes them (`written_boxes`), or words for what was
done (`done`); `written` puts these together.
"""
