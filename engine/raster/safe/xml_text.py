"""Parses XML of unknown origin: no document type, hence no entities, and no namespaces in the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from ....contract.errors import SourceError


@dataclass
class Element:
    """An element of a document.

    Attributes:
        tag: Name without its namespace.
        attributes: Values of the attributes by their names.
        text: Text directly in the element.
        children: Elements in it, in their order.
    """

    tag: str
    attributes: dict[str, str]
    text: str = ""
    children: list[Element] = field(default_factory=list)

    def iter(self, tag: str) -> Iterator[Element]:
        """This element and all in it, at any depth, that have a name."""
        if self.tag == tag:
            yield self
        for child in self.children:
            yield from child.iter(tag)


def parse_xml(data: bytes, name: str) -> Element:
    """The root element.

    Args:
        data: Content of the file.
        name: Name of the file, for messages.

    Raises:
        SourceError: No valid XML, or XML with a document type, which could define entities.
    """
    top = Element("", {})
    path = [top]

    def begin(tag: str, attributes: dict[str, str]) -> None:
        element = Element(tag.rsplit(":", 1)[-1], attributes)
        path[-1].children.append(element)
        path.append(element)

    def end(_tag: str) -> None:
        path.pop()

    def text(part: str) -> None:
        path[-1].text += part

    def refuse(*_: object) -> None:
        raise SourceError(f"{name} is rejected: it has a document type.", "Download the product again.")

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = begin, end, text
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(data, True)  # noqa: FBT003 - the method has no names
    except expat.ExpatError as error:
        raise SourceError(f"{name} is damaged: it is not valid XML ({error}).", "Download the product again.") from None
    return top.children[0]


def text_of(root: Element, tag: str) -> str:
    """Text of the first element of a name at any depth, without spaces at its ends; empty = none."""
    found = next(root.iter(tag), None)
    return found.text.strip() if found is not None else ""
