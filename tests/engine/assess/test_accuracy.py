"""Confusion matrices, boundaries and intervals: definitions against counting by hand, and laws that must hold."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy import stats

from onemetre.engine.assess import accuracy, boundary, intervals

SHAPE = (12, 15)
labels = hnp.arrays(np.uint8, SHAPE, elements=st.sampled_from([0, 1, 2, 255]))
maps = hnp.arrays(np.uint8, SHAPE, elements=st.integers(0, 2))
masks = hnp.arrays(np.uint8, SHAPE, elements=st.integers(0, 1))
matrices = hnp.arrays(np.int64, (3, 3), elements=st.integers(0, 1000))


@given(truth=labels, found=maps)
def test_the_matrix_counts_every_known_pixel_once_and_in_its_cell(truth: np.ndarray, found: np.ndarray) -> None:
    matrix = accuracy.confusion(truth, found, 3)
    assert matrix.sum() == (truth != 255).sum()
    for row in range(3):
        for column in range(3):
            assert matrix[row, column] == ((truth == row) & (found == column)).sum()


@given(truth=labels, found=maps, cut=st.integers(0, SHAPE[0]))
def test_matrices_of_tiles_add_up(truth: np.ndarray, found: np.ndarray, cut: int) -> None:
    parts = accuracy.confusion(truth[:cut], found[:cut], 3) + accuracy.confusion(truth[cut:], found[cut:], 3)
    np.testing.assert_array_equal(parts, accuracy.confusion(truth, found, 3))


def test_pixels_without_data_in_the_map_are_not_counted() -> None:
    assert accuracy.confusion(np.array([0, 1, 1]), np.array([0, 255, 1]), 2).tolist() == [[1, 0], [0, 1]]


def test_figures_of_an_example_by_hand() -> None:
    matrix = np.array([[50, 10], [5, 35]])
    assert accuracy.overall_accuracy(matrix) == pytest.approx(0.85)
    np.testing.assert_allclose(accuracy.precision(matrix), [50 / 55, 35 / 45])
    np.testing.assert_allclose(accuracy.recall(matrix), [50 / 60, 35 / 40])
    np.testing.assert_allclose(accuracy.f1(matrix), [100 / 115, 70 / 85])
    np.testing.assert_allclose(accuracy.iou(matrix), [50 / 65, 35 / 50])
    assert accuracy.mean_f1(matrix) == pytest.approx((100 / 115 + 70 / 85) / 2)


@given(matrix=matrices)
def test_laws_between_the_figures(matrix: np.ndarray) -> None:
    f1, iou, p, r = (figure(matrix) for figure in (accuracy.f1, accuracy.iou, accuracy.precision, accuracy.recall))
    defined = ~np.isnan(f1)
    np.testing.assert_allclose(f1[defined], (2 * iou / (1 + iou))[defined])
    both = ~np.isnan(p) & ~np.isnan(r)
    assert (np.minimum(p, r)[both] - 1e-12 <= f1[both]).all() and (f1[both] <= np.maximum(p, r)[both] + 1e-12).all()
    np.testing.assert_allclose(accuracy.f1(matrix.T), f1)
    np.testing.assert_array_equal(accuracy.precision(matrix.T), r)


@given(matrix=matrices, value=st.integers(0, 2))
def test_one_against_the_rest_keeps_the_figures_of_the_class(matrix: np.ndarray, value: int) -> None:
    binary = accuracy.one_against_rest(matrix, value)
    assert binary.sum() == matrix.sum()
    np.testing.assert_array_equal(accuracy.f1(binary)[1], accuracy.f1(matrix)[value])
    np.testing.assert_array_equal(accuracy.recall(binary)[1], accuracy.recall(matrix)[value])


@given(stack=hnp.arrays(np.int64, (4, 2, 2), elements=st.integers(0, 50)))
def test_a_stack_gives_what_each_matrix_gives(stack: np.ndarray) -> None:
    for figure in (accuracy.overall_accuracy, accuracy.precision, accuracy.recall, accuracy.f1, accuracy.mean_f1):
        np.testing.assert_array_equal(figure(stack), np.stack([figure(matrix) for matrix in stack]))


def test_what_is_not_defined_is_nan_and_no_class_in_the_mean() -> None:
    nothing_found = np.array([[7, 0], [3, 0]])
    assert math.isnan(accuracy.precision(nothing_found)[1]) and accuracy.recall(nothing_found)[1] == 0
    one_class = np.array([[7, 0], [0, 0]])
    assert accuracy.mean_f1(one_class) == 1.0
    assert math.isnan(accuracy.mean_f1(np.zeros((2, 2), np.int64)))


@pytest.mark.parametrize(
    ("truth", "found", "message"),
    [
        (np.zeros((2, 3), np.uint8), np.zeros((3, 2), np.uint8), "same pixels"),
        (np.array([0, 7], np.uint8), np.array([0, 0], np.uint8), "truth has values from 0 to 7"),
        (np.array([0, 1], np.uint8), np.array([0, 2], np.uint8), "map has values from 0 to 2"),
    ],
)
def test_what_cannot_be_counted_is_refused(truth: np.ndarray, found: np.ndarray, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        accuracy.confusion(truth, found, 2)


# Boundaries


@given(mask=masks)
def test_a_map_like_the_truth_has_a_perfect_boundary(mask: np.ndarray) -> None:
    lengths = boundary.boundary_lengths(mask, mask, 1)
    assert lengths[0] == lengths[1] == lengths[2] == lengths[3]
    score = boundary.boundary_f1(lengths)
    assert score == 1.0 if 0 < mask.mean() < 1 else math.isnan(score)


@given(truth=masks, found=masks)
def test_exchanging_truth_and_map_leaves_boundary_f1(truth: np.ndarray, found: np.ndarray) -> None:
    there, back = (boundary.boundary_lengths(*pair, 1) for pair in ((truth, found), (found, truth)))
    np.testing.assert_array_equal(there[[2, 3, 0, 1]], back)
    np.testing.assert_allclose(boundary.boundary_f1(there), boundary.boundary_f1(back))


@pytest.mark.parametrize(("shift", "expected"), [(0, 1.0), (3, 1.0), (4, 0.0)])
def test_a_straight_edge_may_be_as_far_off_as_the_tolerance(shift: int, expected: float) -> None:
    truth, found = np.zeros((40, 40), np.uint8), np.zeros((40, 40), np.uint8)
    truth[:, 20:], found[:, 20 + shift :] = 1, 1
    assert boundary.boundary_f1(boundary.boundary_lengths(truth, found, 1)) == expected


@given(mask=masks, distance=st.integers(0, 4))
def test_near_is_euclidean(mask: np.ndarray, distance: int) -> None:
    rows, columns = np.nonzero(mask)
    y, x = np.indices(SHAPE)
    squares = (y[..., None] - rows) ** 2 + (x[..., None] - columns) ** 2
    np.testing.assert_array_equal(boundary.near(mask == 1, distance), (squares <= distance**2).any(axis=-1))


def test_where_the_truth_is_unknown_there_is_no_boundary() -> None:
    truth, found = np.zeros((30, 30), np.uint8), np.zeros((30, 30), np.uint8)
    truth[:, 15:], found[:, 15:] = 1, 1
    found[5:10, 2:7] = 1
    truth[3:12, 0:9] = 255
    assert boundary.boundary_f1(boundary.boundary_lengths(truth, found, 1)) == 1.0
    truth[:, 14:16] = 255
    lengths = boundary.boundary_lengths(truth, found, 1)
    assert lengths[3] == 0 and lengths[1] == 0


def test_a_boundary_on_one_side_only_scores_nothing() -> None:
    truth, found = np.zeros((20, 20), np.uint8), np.zeros((20, 20), np.uint8)
    found[5:9, 5:9] = 1
    assert boundary.boundary_f1(boundary.boundary_lengths(truth, found, 1)) == 0.0
    with pytest.raises(ValueError, match="one size"):
        boundary.boundary_lengths(truth, found[1:], 1)


# Intervals


@given(trials=st.integers(1, 500), data=st.data())
def test_wilson_holds_the_share_and_mirrors(trials: int, data: st.DataObject) -> None:
    successes = data.draw(st.integers(0, trials))
    interval, mirrored = intervals.wilson(successes, trials), intervals.wilson(trials - successes, trials)
    assert 0 <= interval.low <= interval.value <= interval.high <= 1
    assert interval.low == pytest.approx(1 - mirrored.high)
    assert intervals.wilson(successes, trials, 0.99).high >= interval.high


def test_wilson_is_the_published_one() -> None:
    # 81 of 263: Newcombe, "Two-sided confidence intervals for the single proportion", Stat. Med. 17 (1998), table I.
    interval = intervals.wilson(81, 263)
    assert (round(interval.low, 4), round(interval.high, 4)) == (0.2553, 0.3662)
    none = intervals.wilson(0, 20)
    assert none.low == 0 and round(none.high, 4) == 0.1611
    empty = intervals.wilson(0, 0)
    assert math.isnan(empty.value) and (empty.low, empty.high) == (0, 1)
    with pytest.raises(ValueError, match="not a share"):
        intervals.wilson(3, 2)


def places(seed: int, hit: float, count: int = 40) -> np.ndarray:
    """Confusion matrices of places of 200 pixels, of which about ``hit`` are right."""
    rng = np.random.default_rng(seed)
    wrong = rng.binomial(100, 1 - hit, size=(count, 2))
    return np.stack([[[100 - a, a], [b, 100 - b]] for a, b in wrong])


@pytest.mark.parametrize(("hit", "better"), [(0.9, True), (0.8, False)])
def test_the_paired_interval_tells_better_from_alike(hit: float, better: bool) -> None:
    ours, theirs = places(1, hit), places(2, 0.8)
    interval = intervals.paired_bootstrap(ours, theirs, accuracy.mean_f1)
    assert interval.value == pytest.approx(
        accuracy.mean_f1(ours.sum(axis=0)) - accuracy.mean_f1(theirs.sum(axis=0)), abs=1e-12
    )
    assert (interval.low > 0) == better
    back = intervals.paired_bootstrap(theirs, ours, accuracy.mean_f1)
    assert (back.value, back.low, back.high) == pytest.approx((-interval.value, -interval.high, -interval.low))


def test_a_map_against_itself_differs_by_nothing_at_all() -> None:
    interval = intervals.paired_bootstrap(places(3, 0.7), places(3, 0.7), accuracy.mean_f1)
    assert (interval.value, interval.low, interval.high) == (0, 0, 0)


def test_pairing_removes_what_all_maps_find_hard() -> None:
    hits = np.random.default_rng(5).uniform(0.5, 1.0, 60)
    theirs = np.stack([places(i, hit, 1)[0] for i, hit in enumerate(hits)])
    ours = theirs + np.array([[4, -4], [-4, 4]]) * (theirs[:, :1, 1:] >= 4) * (theirs[:, 1:, :1] >= 4)
    paired = intervals.paired_bootstrap(ours, theirs, accuracy.mean_f1)
    alone = intervals.bootstrap(theirs, accuracy.mean_f1)
    assert alone.low < alone.value < alone.high
    assert paired.high - paired.low < 0.5 * (alone.high - alone.low)
    assert intervals.bootstrap(theirs, accuracy.mean_f1, seed=1) != alone
    assert intervals.bootstrap(theirs, accuracy.mean_f1) == alone


def test_no_places_or_other_places_are_refused() -> None:
    with pytest.raises(ValueError, match="no places"):
        intervals.bootstrap(np.zeros((0, 2, 2), np.int64), accuracy.mean_f1)
    with pytest.raises(ValueError, match="same places"):
        intervals.paired_bootstrap(places(0, 0.5, 3), places(0, 0.5, 4), accuracy.mean_f1)


@given(t=st.floats(-60, 60), degrees=st.floats(1, 200))
def test_the_tail_of_students_distribution(t: float, degrees: float) -> None:
    tail = intervals.student_tail(t, degrees)
    assert tail == pytest.approx(stats.t.sf(t, degrees), rel=1e-2, abs=1e-6)
    assert intervals.student_tail(math.inf, degrees) == pytest.approx(0, abs=1e-9)
