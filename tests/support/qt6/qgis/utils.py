from typing import Any

iface: Any
