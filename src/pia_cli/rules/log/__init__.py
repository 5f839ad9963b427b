"""H: 別添2 変更箇所 of one document, one module per question."""
