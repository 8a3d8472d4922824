/** Did the adapter move some topics more than others? */
@NullMarked
package dev.sonde.probe.clusterkl;

import org.jspecify.annotations.NullMarked;
