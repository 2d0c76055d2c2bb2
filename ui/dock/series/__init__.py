"""The dock's section Series: chart and table of a zone or the view, the swipe between two years, and export."""
