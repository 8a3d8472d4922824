/** Did the training go well, as far as its log tells? */
@NullMarked
package dev.sonde.probe.trainingdrift;

import org.jspecify.annotations.NullMarked;
