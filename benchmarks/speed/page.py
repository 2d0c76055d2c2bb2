"""The page of results, benchmarks/results.md: sections that are measured one by one."""

from __future__ import annotations

import re

HEADING = """# Benchmarks

Written by `make bench`; `benchmarks/speed/run.py --only SECTION` measures one section and leaves the others as they
are. Wall times are too long where the load before the start is above 0.5; processor times and memory are valid on a
busy machine too."""


def with_section(page: str, section: str) -> str:
    """The page with a section (from its "## " on) in the place of the one of the same title, or at its end."""
    _, *kept = re.split(r"^(?=## )", page, flags=re.MULTILINE)
    sections = {one.partition("\n")[0].strip(): one.strip() for one in [*kept, section]}
    return "\n\n".join([HEADING, *sections.values()]) + "\n"
