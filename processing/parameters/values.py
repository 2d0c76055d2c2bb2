"""Values of parameters, evaluated where they are data-defined (an expression or a field).

QGIS checks no data-defined value, and takes the default, or 0 for an optional number, where an expression fails.
"""

from __future__ import annotations

import math
from typing import Any

from qgis.core import (
    QgsExpression,
    QgsProcessingContext,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterNumber,
    QgsProperty,
)
from qgis.PyQt.QtCore import QVariant

from ...contract.errors import RequestError
from ..app.i18n import tr

_NO_LIMIT = 1e300


def evaluated(name: str, value: Any, context: QgsProcessingContext) -> Any:
    """The value of a parameter; None = not given, which an expression says with NULL.

    Raises:
        RequestError: The expression cannot be evaluated.
    """
    if isinstance(value, QgsProperty):
        expression = QgsExpression(value.asExpression())
        value = expression.evaluate(context.expressionContext())
        if expression.hasParserError() or expression.hasEvalError():
            reason = expression.parserErrorString() or expression.evalErrorString()
            raise RequestError(
                tr("The expression {} for {} cannot be evaluated: {}.").format(
                    expression.expression(), name, reason.strip().rstrip(".")
                ),
                tr("Correct the expression, or give a value."),
            )
    return None if value == "" or (isinstance(value, QVariant) and value.isNull()) else value


def number_of(definition: QgsProcessingParameterNumber, value: Any, context: QgsProcessingContext) -> float | None:
    """A number within the limits of its parameter; its default where none is given, None where it has none.

    Raises:
        RequestError: Not a number, or outside the limits; the hint names these.
    """
    value = evaluated(definition.name(), value, context)
    if value is None:
        value = definition.defaultValue()
    if value is None:
        return None
    try:
        number = float(value)
    except (TypeError, ValueError):
        number = math.nan
    # Not "outside": what is no number is not inside either.
    if not definition.minimum() <= number <= definition.maximum() or math.isinf(number):
        raise unacceptable(definition, value)
    return number


def unacceptable(definition: QgsProcessingParameterDefinition, value: Any) -> RequestError:
    """Says that a parameter cannot have a value, and which it can."""
    hint = definition.help()
    if isinstance(definition, QgsProcessingParameterNumber) and definition.maximum() < _NO_LIMIT:
        hint = tr("Give a number from {:g} to {:g}.").format(definition.minimum(), definition.maximum())
    return RequestError(tr("{} cannot be {}.").format(definition.name(), repr(value)), hint)
