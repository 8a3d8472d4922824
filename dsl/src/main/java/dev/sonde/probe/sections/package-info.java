/** Which sections of the training document does the model predict better than text that it was not trained on? */
@NullMarked
package dev.sonde.probe.sections;

import org.jspecify.annotations.NullMarked;
