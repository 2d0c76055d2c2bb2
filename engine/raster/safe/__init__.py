"""Reads Sentinel-2 products as Copernicus delivers them (SAFE): folders and zip archives, Level-1C and Level-2A."""
