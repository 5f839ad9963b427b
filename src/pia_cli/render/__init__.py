"""Documents and declarations as text for people; Jinja2 lives here."""
