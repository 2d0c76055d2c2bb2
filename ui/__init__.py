"""What a person sees in the QGIS desktop; nothing here is needed by qgis_process."""
