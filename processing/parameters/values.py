"""Values of parameters; data-defined values (an expression or a field) are evaluated.

QGIS does not check data-defined values; if an expression fails, it uses the default, or 0 for an optional number.
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
    """Evaluate the value of a parameter; None = not given, or NULL from an expression.

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
                tr("Correct the expression, or enter a value."),
            )
    return None if value == "" or (isinstance(value, QVariant) and value.isNull()) else value


def number_of(definition: QgsProcessingParameterNumber, value: Any, context: QgsProcessingContext) -> float | None:
    """Read a number within the limits of its parameter; if none is given its default, or None without a default.

    Raises:
        RequestError: The value is not a number, or lies outside the limits; the hint states them.
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
    # Tested as "not inside", since NaN is neither inside nor outside.
    if not definition.minimum() <= number <= definition.maximum() or math.isinf(number):
        raise unacceptable(definition, value)
    return number


def unacceptable(definition: QgsProcessingParameterDefinition, value: Any) -> RequestError:
    """Error for a value that a parameter cannot have; the hint describes valid values."""
    hint = definition.help()
    if isinstance(definition, QgsProcessingParameterNumber) and definition.maximum() < _NO_LIMIT:
        hint = tr("Enter a number from {:g} to {:g}.").format(definition.minimum(), definition.maximum())
    return RequestError(tr("{} cannot be {}.").format(definition.name(), repr(value)), hint)
