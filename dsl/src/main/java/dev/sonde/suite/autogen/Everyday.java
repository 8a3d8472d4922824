package dev.sonde.suite.autogen;

import java.util.List;

/** Beginnings of sentences about nothing in particular: what an adapter was not trained on. */
final class Everyday {

    /** In an order of which any beginning has various matters. */
    static final List<String> OPENINGS = List.of(
            "The bus was late this morning because",
            "To make a good omelette, first",
            "My sister called last night to say that",
            "The shop on the corner sells",
            "When it rains for a whole week, people",
            "A computer stores its files in",
            "The football match ended after",
            "Before you paint a wall, you should",
            "The museum opens at ten and",
            "Many cats like to sleep on",
            "The train to the airport leaves from",
            "Fresh vegetables taste best when",
            "The teacher asked the class to",
            "If your phone does not charge, try",
            "Our neighbours have a small dog that",
            "The new film is about a woman who",
            "In summer, the days are long and",
            "To save money, many families",
            "The doctor told him to drink more",
            "She plays the piano every evening and",
            "The city plans to build a new",
            "A good pair of shoes should",
            "They went to the beach on Sunday and",
            "The recipe needs two cups of");

    private Everyday() {}
}
