/**
 * Figures: what a chart shows is a value, {@link dev.sonde.plot.Chart}, drawn twice from the same marks, as a Plotly
 * specification to explore and as a static SVG that is the whole picture without any script.
 *
 * <p>The SVG is written by our own small writer, not a chart library: it follows the page's light or dark theme by CSS,
 * needs no raster and no fonts of ours, is byte for byte the same on every machine, and weighs a few kB, so that
 * hundreds fit into a notebook. The Plotly script is embedded once per page and works without a network.
 */
@NullMarked
package dev.sonde.plot;

import org.jspecify.annotations.NullMarked;
