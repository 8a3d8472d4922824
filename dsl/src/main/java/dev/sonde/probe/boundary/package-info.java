/** Are the tokens that are scored the tokens that are meant? */
@NullMarked
package dev.sonde.probe.boundary;

import org.jspecify.annotations.NullMarked;
