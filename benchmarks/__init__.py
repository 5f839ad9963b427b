"""What pia costs: generated documents, and whole processes measured side by side."""
