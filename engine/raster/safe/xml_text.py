"""Parses XML of unknown origin: no document type, hence no entities, and no namespaces in the way."""

from __future__ import annotations

from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

from ....contract.errors import SourceError


class _Builder(TreeBuilder):
    """Builds a tree without namespaces, and stops at a document type."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    def start(self, tag: str, attributes: dict[str, str]) -> Element:
        return super().start(tag.rsplit("}", 1)[-1], attributes)

    def end(self, tag: str) -> Element:
        return super().end(tag.rsplit("}", 1)[-1])

    def doctype(self, *_: object) -> None:
        raise SourceError(f"{self._name} is rejected: it has a document type.", "Download the product again.")


def parse_xml(data: bytes, name: str) -> Element:
    """The root element; tags have no namespaces.

    Args:
        data: The file.
        name: Name of the file, for messages.

    Raises:
        SourceError: No valid XML, or XML with a document type, which could define entities.
    """
    parser = XMLParser(target=_Builder(name))  # noqa: S314 - without a document type there is no entity
    try:
        parser.feed(data)
        root: Element = parser.close()
    except ParseError as error:
        raise SourceError(f"{name} is damaged: it is not valid XML ({error}).", "Download the product again.") from None
    return root


def text_of(root: Element, tag: str) -> str:
    """Text of the first element of this name at any depth, without spaces at its ends; empty = none."""
    found = next(root.iter(tag), None)
    return (found.text or "").strip() if found is not None else ""
