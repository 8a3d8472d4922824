package dev.sonde.backend.djl;

import java.util.List;

/**
 * One row of a batch: the same ids under the same weights, once, for all questions about them.
 *
 * @param questions at least one
 */
record ScoredRow(int[] ids, RowView view, List<Question> questions) {}
