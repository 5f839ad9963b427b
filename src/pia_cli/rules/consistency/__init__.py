"""C: items that must agree with each other, one module per part of the form."""
