package dev.sonde.score;

/** What one operation on one view of a model yields: an immutable value that can be cached, traced and compared. */
public sealed interface Score permits TokenDistribution, Completion, RollingLogProbs, Generation, Embedding {}
