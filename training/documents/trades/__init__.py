"""One module per language: word parts of invented names, and what shops and firms of each trade sell."""
