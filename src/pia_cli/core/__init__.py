"""Vocabulary shared by every layer: spans, diagnostics, errors, Japanese text and dates."""
