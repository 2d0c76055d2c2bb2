"""Renders a model card as an HTML page."""

from __future__ import annotations

from html import escape

from ...contract.accuracy_words import accuracy_words
from ...contract.card import ModelCard
from ..app.i18n import tr
from ..client.engine_words import said

_STYLE = (
    "body{font:15px/1.5 system-ui,sans-serif;color:#222;max-width:50em;margin:2em auto;padding:0 1em}"
    "table{border-collapse:collapse;margin:.5em 0 1.5em}"
    "th,td{text-align:left;vertical-align:top;padding:.25em 1em .25em 0;border-bottom:1px solid #ddd}"
    "td.n{text-align:right}td.h{font-family:monospace;word-break:break-all}"
    "span.c{display:inline-block;width:1em;height:1em;margin-right:.5em;border:1px solid #0003}"
)


def card_html(card: ModelCard, sha256: str) -> str:
    """Render the card as a complete HTML page without external resources."""
    rows = [
        (tr("Name"), card.name),
        (tr("Task"), card.task),
        (tr("Bands"), ", ".join(card.roles)),
        (tr("Input resolution"), f"{card.resolution:g} m"),
        (tr("Output resolution"), f"{card.resolution / card.scale_factor:g} m"),
        (tr("Threshold"), f"{card.threshold} %" if card.is_binary else ""),
        (tr("Super-resolved image"), tr("yes") if card.superresolved else ""),
        (tr("Architecture"), card.architecture),
        (tr("Adapted from"), card.parent),
        (tr("Training data"), card.training_data),
        (tr("Licence"), card.licence),
        (tr("File size"), f"{card.size / 1e6:.1f} MB" if card.size else ""),
    ]
    facts = "".join(f"<tr><th>{escape(name)}</th><td>{escape(value)}</td></tr>" for name, value in rows if value)
    facts += f'<tr><th>{escape(tr("Hash (SHA-256)"))}</th><td class="h">{escape(sha256)}</td></tr>'
    classes = "".join(
        f'<tr><td class="n">{c.value}</td><td><span class="c" style="background:{escape(c.color)}"></span>'
        f"{escape(tr(c.title))}</td></tr>"
        for c in card.classes
    )
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{escape(tr(card.title))}</title>'
        f"<style>{_STYLE}</style></head><body><h1>{escape(tr(card.title))}</h1><p>{escape(card.description)}</p>"
        f"<h2>{escape(tr('Measured accuracy'))}</h2>{_accuracy(card)}"
        f"<h2>{escape(tr('Classes'))}</h2><table>{classes}</table>"
        f"<h2>{escape(tr('Facts'))}</h2><table>{facts}</table></body></html>"
    )


def _accuracy(card: ModelCard) -> str:
    words = f"<p>{escape(said(accuracy_words(card)))}</p>"
    if not card.accuracy:
        return words
    rows = "".join(
        f'<tr><td>{escape(a.metric)}</td><td class="n">{a.value:.1f}</td><td>{escape(a.data)}</td></tr>'
        for a in card.accuracy
    )
    head = "".join(f"<th>{escape(name)}</th>" for name in (tr("Measure"), "%", tr("Data")))
    note = tr("Accuracy elsewhere may be lower; check it where you use the model.")
    return f"{words}<table><tr>{head}</tr>{rows}</table><p>{escape(note)}</p>"
