/** Does the model prefer the chosen answer where base preferred the rejected one? */
@NullMarked
package dev.sonde.probe.preferenceflip;

import org.jspecify.annotations.NullMarked;
