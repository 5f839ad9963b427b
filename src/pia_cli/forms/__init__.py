"""The form, declared once: sections, items, choices, ※ and conditions, for every version."""
