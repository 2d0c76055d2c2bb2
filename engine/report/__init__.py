"""Reports: HTML pages, curves, pictures."""
