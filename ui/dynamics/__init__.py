"""How a class grew over the years of the project: its series of maps, figures of a place, chart and table."""
