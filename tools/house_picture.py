"""Drawing of the house: one panel per room, one box per folder, every box above the boxes that it imports."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

Edge = tuple[str, str]
Point = tuple[float, float]

_PANEL_WIDTH = 560
_MARGIN = 120
_GUTTER = 50
_BOX = (122, 30)
_ACROSS = (130, 170)
_ROW = 64
_HEAD = 46
_GAP = 64
_IN_A_ROW = 4

_STYLE = """
  text { font: 12px 'DejaVu Sans', Verdana, sans-serif; fill: #1f2933; }
  .room { font-size: 15px; font-weight: bold; }
  .small { font-size: 10px; fill: #52606d; }
  .panel { stroke: #9aa5b1; }
  .box { fill: #ffffff; stroke: #616e7c; }
  .head { stroke: none; fill: #7b8794; }
  .head.door { fill: #243b53; }
  .head.wrong { fill: #c81e1e; }
  path.edge { fill: none; stroke: #7b8794; stroke-width: 1.1; }
  path.door { fill: none; stroke: #243b53; stroke-width: 2.2; }
  path.name { stroke-dasharray: 5 4; }
  path.wrong { stroke: #c81e1e; }
"""
_PAINT = {"plugin": "#f0f4f8", "ui": "#e3f0fb", "processing": "#e3f0fb", "contract": "#fdf1d6"}
_PAINT_OF_ENGINE = "#e6f4e6"


@dataclass
class _Panel:
    """A room: its boxes in rows from the top, and its position."""

    room: str
    rows: list[list[str]]
    left: float = 0.0
    top: float = 0.0
    width: float = _PANEL_WIDTH
    boxes: dict[str, Point] = field(default_factory=dict)

    @property
    def height(self) -> float:
        return _HEAD + _ROW * len(self.rows) - (_ROW - _BOX[1]) + 14

    @property
    def bottom(self) -> float:
        return self.top + self.height

    def put(self, left: float, top: float) -> None:
        """Set the position of the panel, and those of its boxes by their centres."""
        self.left, self.top = left, top
        for number, row in enumerate(self.rows):
            across = max(_ACROSS[0], min(_ACROSS[1], self.width / (len(row) + 1)))
            for column, box in enumerate(row):
                x = left + self.width / 2 + (column - (len(row) - 1) / 2) * across
                self.boxes[box] = (x, top + _HEAD + number * _ROW + _BOX[1] / 2)


def picture(
    boxes: Mapping[str, Collection[str]],
    about: Mapping[str, str],
    imports: Collection[Edge],
    by_name: Collection[Edge],
    wings: Sequence[Sequence[str]],
    ground: str,
) -> str:
    """The drawing as SVG.

    Args:
        boxes: Boxes of each room.
        about: Purpose of each room or "room/box".
        imports: "room/box" of the importing and of the imported module.
        by_name: The same pairs for modules that are loaded by name.
        wings: Rooms of each wing from the top down.
        ground: Room below both wings.
    """
    edges = {*by_name, *imports}
    panels = {room: _Panel(room, _rows(room, boxes[room], edges)) for room in boxes}
    bottom = 20.0
    for number, wing in enumerate(wings):
        top = 20.0
        for room in (room for room in wing if room in panels):
            panels[room].put(_MARGIN + number * (_PANEL_WIDTH + _GUTTER), top)
            top = panels[room].bottom + _GAP
        bottom = max(bottom, top)
    width = 2 * _MARGIN + 2 * _PANEL_WIDTH + _GUTTER
    for room in (room for room in panels if room == ground):
        panels[room].width = 2 * _PANEL_WIDTH + _GUTTER
        panels[room].put(_MARGIN, bottom)
        bottom = panels[room].bottom + _GAP / 2
    height = bottom + 26
    size = f'width="{width}" height="{height:g}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {width} {height:g}">',
        f"<style>{_STYLE}</style>",
        f'<rect width="{width}" height="{height:g}" fill="#ffffff"/>',
        *(_frame(panel, about) for panel in panels.values()),
        *_doors(panels, imports, by_name, wings, ground),
        *(line for panel in panels.values() for line in _edges(panel, imports, by_name)),
        *(box for panel in panels.values() for box in _boxes(panel, about)),
        _text(
            width / 2, height - 12,
            "Arrows point at what is imported. Thin arrows that follow from others are left out. "
            "Dashed: loaded by name. Red: against the plan.", "small",
        ),
        "</svg>",
        "",
    ]  # fmt: skip
    return "\n".join(parts)


# --- Floors ----------------------------------------------------------------------------------------------------------


def _rows(room: str, boxes: Iterable[str], edges: Iterable[Edge]) -> list[list[str]]:
    """The boxes of a room in rows from the top, each above those that it imports."""
    names = sorted(boxes)
    inside = _inside(room, edges)
    floors = _floors(names, inside)
    # A box without imports inside the room, in either direction, goes to its door.
    floors |= dict.fromkeys(set(names) - {end for edge in inside for end in edge}, max(floors.values(), default=0))
    rows = []
    for floor in sorted(set(floors.values()), reverse=True):
        row = [name for name in names if floors[name] == floor]
        count = -(-len(row) // _IN_A_ROW)
        rows += [row[number::count] for number in range(count)]
    for _ in range(4):
        _untangle(rows, inside)
    return rows


def _inside(room: str, edges: Iterable[Edge]) -> set[Edge]:
    """The edges within a room, by box."""
    halves = (tuple(end.partition("/")[::2] for end in edge) for edge in edges)
    return {(one, other) for (here, one), (there, other) in halves if here == there == room and one and other}


def _reach(names: Iterable[str], edges: set[Edge]) -> dict[str, set[str]]:
    """All boxes that each box imports, directly or indirectly."""
    reach = {name: {other for one, other in edges if one == name} for name in names}
    while True:
        more = {name: there.union(*(reach[other] for other in there)) for name, there in reach.items()}
        if more == reach:
            return reach
        reach = more


def _floors(names: Sequence[str], edges: set[Edge]) -> dict[str, int]:
    """Floor of each box: one above the highest box that it imports, 0 at the bottom; mutual imports share a floor."""
    reach = _reach(names, edges)
    floors = dict.fromkeys(names, 0)
    for _ in names:
        for name in names:
            below = [floors[other] + 1 for other in reach[name] if name not in reach[other]]
            level = [floors[other] for other in reach[name] if name in reach[other]]
            floors[name] = max([0, *below, *level])
    return floors


def _untangle(rows: list[list[str]], edges: set[Edge]) -> None:
    """Move each box close to the boxes that it imports and that import it."""
    places = {box: column - (len(row) - 1) / 2 for row in rows for column, box in enumerate(row)}
    for row in rows:
        wish = {}
        for box in row:
            near = [places[a if b == box else b] for a, b in sorted(edges) if box in {a, b} and a != b]
            wish[box] = sum(near) / len(near) if near else places[box]
        row.sort(key=lambda box: (wish[box], box))
        places |= {box: column - (len(row) - 1) / 2 for column, box in enumerate(row)}


# --- Lines -----------------------------------------------------------------------------------------------------------


def _edges(panel: _Panel, imports: Collection[Edge], by_name: Collection[Edge]) -> Iterator[str]:
    """Arrows between the boxes of a room, except those implied by others."""
    solid = _inside(panel.room, imports)
    every = solid | _inside(panel.room, by_name)
    reach = _reach(panel.boxes, every)
    for one, other in sorted(every):
        wrong = one in reach[other]
        if not wrong and any(a == one and b != other and other in reach[b] for a, b in every):
            continue  # implied by others
        (x, y), (to_x, to_y) = panel.boxes[one], panel.boxes[other]
        style = "edge" + (" wrong" if wrong else "") + ("" if (one, other) in solid else " name")
        if y == to_y:
            side = _BOX[0] / 2 if x < to_x else -_BOX[0] / 2
            path = f"M{x + side:g} {y:g} L{to_x - side:g} {to_y:g}"
            head = _head((to_x - side, to_y), (1 if side > 0 else -1, 0), "edge", wrong=wrong)
        else:
            down = 1 if to_y > y else -1
            start, end = y + down * _BOX[1] / 2, to_y - down * _BOX[1] / 2
            # Lines that end at the same box fan out.
            lean = max(-38.0, min(38.0, (to_x - x) / 8))
            bend = (end - start) / 2
            path = (
                f"M{x + lean:g} {start:g} "
                f"C{x + lean:g} {start + bend:g} {to_x - lean:g} {end - bend:g} {to_x - lean:g} {end:g}"
            )
            head = _head((to_x - lean, end), (0, down), "edge", wrong=wrong)
        yield f'<path class="{style}" d="{path}"/>{head}'


def _doors(
    panels: Mapping[str, _Panel],
    imports: Collection[Edge],
    by_name: Collection[Edge],
    wings: Sequence[Sequence[str]],
    ground: str,
) -> Iterator[str]:
    """Arrows between rooms: straight to the next room below, or along the outer wall past a room in between."""
    lanes = [0, 0]
    for (one, other), solid in sorted(_between_rooms(imports, by_name).items()):
        here, there = panels[one], panels[other]
        wing = next((number for number, rooms in enumerate(wings) if one in rooms), 0)
        steps = [room for room in (*wings[wing], ground) if room in panels]
        wrong = False
        if one not in steps or other not in steps:
            wrong = True
            right = here.left < there.left
            points = [
                (here.left + here.width if right else here.left, here.top + here.height / 2),
                (there.left if right else there.left + there.width, there.top + there.height / 2),
            ]
        elif steps.index(other) == steps.index(one) + 1:
            x = here.left + here.width / 2
            points = [(x, here.bottom), (x, there.top)]
        elif steps.index(other) < steps.index(one):
            wrong = solid  # the module that handles a request is named in a table, not imported
            x = here.left + here.width / 2 - 120
            points = [(x, here.top), (x, there.bottom)]
        else:
            outside = -1 if wing == 0 else 1
            wall = here.left if wing == 0 else here.left + here.width
            lane = lanes[wing]
            lanes[wing] += 1
            x = wall + outside * (24 + 30 * lane)
            y, end = here.top + 24 + 26 * lane, there.top + 24 + 14 * lane
            points = [(wall, y), (x, y), (x, end), (wall, end)]
        yield _door(points, f"{one} to {other}", solid=solid, wrong=wrong)


def _door(points: Sequence[Point], title: str, *, solid: bool, wrong: bool) -> str:
    """A line along points with an arrowhead at its end."""
    (from_x, from_y), (x, y) = points[-2:]
    length = ((x - from_x) ** 2 + (y - from_y) ** 2) ** 0.5
    path = "M" + " L".join(f"{x:g} {y:g}" for x, y in points)
    style = "door" + (" wrong" if wrong else "") + ("" if solid else " name")
    head = _head((x, y), ((x - from_x) / length, (y - from_y) / length), "door", wrong=wrong)
    return f'<path class="{style}" d="{path}"><title>{title}</title></path>{head}'


def _head(tip: Point, way: Point, style: str, *, wrong: bool) -> str:
    """An arrowhead; ``way`` is its direction, of length 1."""
    (x, y), (dx, dy) = tip, way
    long, wide = (12, 5) if style == "door" else (8, 3)
    back = (x - long * dx, y - long * dy)
    corners = [tip, (back[0] - wide * dy, back[1] + wide * dx), (back[0] + wide * dy, back[1] - wide * dx)]
    points = " ".join(f"{a:g},{b:g}" for a, b in corners)
    return f'<polygon class="head {style}{" wrong" if wrong else ""}" points="{points}"/>'


def _between_rooms(imports: Collection[Edge], by_name: Collection[Edge]) -> dict[Edge, bool]:
    """Pairs of rooms, and whether one imports the other or only loads it by name."""
    found: dict[Edge, bool] = {}
    for solid, edges in ((False, by_name), (True, imports)):
        rooms = {(one.partition("/")[0], other.partition("/")[0]) for one, other in edges}
        found |= {(one, other): solid for one, other in rooms if one != other}
    return found


# --- Boxes -----------------------------------------------------------------------------------------------------------


def _frame(panel: _Panel, about: Mapping[str, str]) -> str:
    paint = _PAINT.get(panel.room, _PAINT_OF_ENGINE)
    head = f"{panel.room}/" if panel.room in about else panel.room
    words = about.get(panel.room, "").rstrip(".")
    words = words if len(words) < 92 else words[:88].rsplit(" ", 1)[0] + " ..."
    return (
        f'<rect class="panel" x="{panel.left:g}" y="{panel.top:g}" width="{panel.width:g}" height="{panel.height:g}" '
        f'rx="8" fill="{paint}"/>\n'
        + _text(panel.left + 14, panel.top + 21, head, "room", "start")
        + "\n"
        + _text(panel.left + 14, panel.top + 36, words, "small", "start")
    )


def _boxes(panel: _Panel, about: Mapping[str, str]) -> Iterator[str]:
    for box, (x, y) in panel.boxes.items():
        words = about.get(f"{panel.room}/{box}", "")
        title = f"<title>{escape(words)}</title>" if words else ""
        many = bool(words) or box.endswith("*")
        name = f"{box}/" if words else box[:-1] or "files" if many else f"{box}.py"
        yield (
            f'<g>{title}<rect class="box" x="{x - _BOX[0] / 2:g}" y="{y - _BOX[1] / 2:g}" width="{_BOX[0]}" '
            f'height="{_BOX[1]}" rx="{4 if many else 16}"/>' + _text(x, y + 4, name) + "</g>"
        )


def _text(x: float, y: float, text: str, style: str = "", anchor: str = "middle") -> str:
    return f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}" class="{style}">{escape(text)}</text>'
