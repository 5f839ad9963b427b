"""Two documents → changes of the form's items → rows of the 変更箇所 table."""
