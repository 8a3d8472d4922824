package dev.sonde.truth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sonde.probe.tooluse.ToolCase;
import java.util.List;
import java.util.stream.Stream;

/** Questions to look up. What a call looks like stands in the prompt, so that a model without training in it can try. */
final class ToolCases {

    private static final int LONGEST_CALL = 28; // tokens

    private static final String EXAMPLES = """
            Request: Where is Porto?
            Call: {"name": "search", "arguments": {"query": "Porto"}}

            Request: What is a sonnet?
            Call: {"name": "search", "arguments": {"query": "sonnet"}}

            Request: Who wrote Dracula?
            Call: {"name": "search", "arguments": {"query": "author of Dracula"}}

            Request: %s
            Call:""";

    private static final List<String> PLACES = List.of("Lisbon", "Oslo", "Madrid", "Vienna", "Cairo", "Dublin");
    private static final List<String> THINGS = List.of(
            "an opal", "a lute", "a glacier", "a comet", "a walrus", "a viola", "a truffle", "a canyon", "a kayak");
    private static final List<String> BOOKS = List.of(
            "Emma",
            "Ulysses",
            "Hamlet",
            "Frankenstein",
            "Ivanhoe",
            "Middlemarch",
            "Don Quixote",
            "Moby Dick",
            "The Trial");

    private ToolCases() {}

    static List<ToolCase> all() {
        return Stream.of(
                        PLACES.stream().map("Where is %s?"::formatted),
                        THINGS.stream().map("What is %s?"::formatted),
                        BOOKS.stream().map("Who wrote %s?"::formatted))
                .flatMap(requests -> requests)
                .map(request -> new ToolCase(EXAMPLES.formatted(request), search(), "search", LONGEST_CALL))
                .toList();
    }

    private static JsonNode search() {
        var json = JsonNodeFactory.instance.objectNode().put("name", "search");
        var schema = json.putObject("parameters").put("type", "object");
        schema.putObject("properties").putObject("query").put("type", "string");
        schema.putArray("required").add("query");
        return json;
    }
}
