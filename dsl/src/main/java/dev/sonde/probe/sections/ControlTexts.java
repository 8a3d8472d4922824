package dev.sonde.probe.sections;

import java.util.List;

/** Texts written for this project, which no adapter was trained on. */
final class ControlTexts {

    /** Plain English of several kinds. */
    static final List<String> ENGLISH = List.of(
            "The market opens at seven, and by eight the square is full of carts. A woman sells apples from a green box and"
                    + " gives the smallest ones to the children. When the bell rings at noon, everybody goes home, and the"
                    + " pigeons have the place to themselves.",
            "To repair a flat tyre, take the wheel off and pull out the tube. Pump a little air into it and hold it under"
                    + " water: the bubbles show the hole. Dry the rubber, roughen it, spread the glue thinly and wait for five"
                    + " minutes before you press the patch on.",
            "Ice is lighter than water because its molecules stand further apart. A lake therefore freezes from the top, and"
                    + " the fish below live through the winter at four degrees. If ice were heavier, many lakes would freeze"
                    + " to the ground.",
            "My brother wrote that he had found work on a farm in the north. The days were long and the food was plain, he"
                    + " said, but in the evenings they sat by the stove and told stories, and he had learned to play three"
                    + " songs on an old accordion.");

    private ControlTexts() {}
}
