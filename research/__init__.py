"""Code that made the bundled models; not part of the plugin's zip."""
