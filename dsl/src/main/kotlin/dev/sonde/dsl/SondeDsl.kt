package dev.sonde.dsl

/** Keeps the words of an outer builder out of an inner one: a probe cannot be declared inside another probe. */
@DslMarker
@Target(AnnotationTarget.CLASS, AnnotationTarget.TYPE)
annotation class SondeDsl
