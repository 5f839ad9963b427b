"""The rules: one declaration each, by family (Y, F, D, C …)."""
