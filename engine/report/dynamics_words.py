"""What happened from the first year to the last one, in plain words."""

from __future__ import annotations

from collections.abc import Sequence

from ..years.figures import Figures
from .growth_charts import rounded

# Growth that would be shown as 0.0 %.
_NOTHING = 0.05
# Shares that would be shown as 100.0 %.
_ALL = 99.95


def summary(main: Figures, zones: Sequence[Figures], surface: str, place: str) -> list[str]:
    """Sentences about the whole time, each of which says one thing.

    Args:
        main: Figures of the subject of the sentences, from the first year to the last one.
        zones: Figures of the zones for the same time.
        surface: Title of the class.
        place: Name of the place; empty = not known.
    """
    what = f"{surface[:1].lower()}{surface[1:]}" + (f" in {place}" if place else "")
    sentences = [_growth(main, what)]
    if main.expected_net_ha is not None and main.compared_pct:
        sentences.append(_expected(main.expected_net_ha))
    if main.lcrpgr_un is not None:
        sentences.append(
            f"The population changed by {main.pgr_pct or 0.0:+.2f} % a year and the consumption of land was "
            f"{main.lcr_un_pct or 0.0:+.2f} % a year: LCRPGR (UN 2021) {main.lcrpgr_un:.2f}."
        )
    sentences += _extremes(zones)
    if main.compared_pct is not None and 0 < main.compared_pct < _ALL:
        sentences.append(
            f"These figures are of the {main.compared_pct:.1f} % of the ground that is known in both years."
        )
    return sentences


def _growth(main: Figures, what: str) -> str:
    before, net = main.before_ha or 0.0, main.net_ha or 0.0
    was, now = rounded(before), rounded(before + net)
    gain, loss = rounded(main.gain_ha or 0.0), rounded(main.loss_ha or 0.0)
    since, year = main.since, main.year
    if not main.compared_pct:
        return f"Nothing can be said about {what}: no ground is known in both {since} and {year}."
    if main.change_pct is None:
        return f"There was no {what} in {since}; in {year} there were {now} ha."
    share = f"{main.change_pct:+.1f} %"
    if abs(main.change_pct) < _NOTHING:
        return f"From {since} to {year} {what} stayed at {was} ha: {gain} ha were gained and {loss} ha lost."
    if net > 0:
        return (
            f"From {since} to {year} {what} grew by {rounded(net)} ha ({share}), from {was} to {now} ha: {gain} ha "
            f"were gained and {loss} ha lost."
        )
    return (
        f"From {since} to {year} {what} shrank by {rounded(-net)} ha ({share}), from {was} to {now} ha: {gain} ha "
        f"were gained and {loss} ha lost."
    )


def _expected(net: float) -> str:
    if net < 0:
        return f"By the sum of the probabilities it shrank by {rounded(-net)} ha."
    return f"By the sum of the probabilities it grew by {rounded(net)} ha."


def _extremes(zones: Sequence[Figures]) -> list[str]:
    """The zones that changed most and least, by their share."""
    known = sorted((zone for zone in zones if zone.change_pct is not None), key=lambda zone: zone.change_pct or 0.0)
    if len(known) < 2:
        return []
    least, most = known[0], known[-1]
    told = (
        f"Of {len(known)} zones, the change was largest in {most.name} ({most.change_pct:+.1f} %) and smallest in "
        f"{least.name} ({least.change_pct:+.1f} %)."
    )
    return [told]
