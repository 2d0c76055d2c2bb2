"""Places with imagery and labels: California, Ohio, Dubai, wilderness."""
