package dev.sonde.backend.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.backend.BackendException;
import dev.sonde.backend.Capability;
import dev.sonde.backend.ModelCard;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One server that was asked what it serves, and everything needed to ask it more.
 *
 * @param card tells server and names, what the server says about them, and how much of a distribution it gives. It says
 *     nothing of weights, which nobody can see from here: without a {@code revision} every connection is another model, so
 *     that no stored answer outlives a change on the server
 */
record Connection(
        HttpSettings settings, Scorer scorer, TokenTexts texts, Set<Capability> capabilities, ModelCard card) {

    /**
     * Asks for the list of models.
     *
     * @param environment gives the value of a variable, or null
     * @throws BackendException if the server does not answer, or has not these models
     */
    static Connection open(
            HttpSettings settings,
            UnaryOperator<@Nullable String> environment,
            Transport.Pause pause,
            long limitBytes) {
        Optional<ApiKey> key = settings.keyVariable().map(variable -> ApiKey.in(variable, environment));
        var transport = new Transport(settings, key, pause, limitBytes);
        Optional<ServedModels> served = models(transport);
        served.ifPresent(list -> list.require(settings.base(), settings.adapter()));
        Dialect dialect = settings.dialect().orElseGet(() -> served.filter(
                        list -> list.one(settings.base()).owner().equals("vllm"))
                .map(list -> Dialect.VLLM)
                .orElse(Dialect.OPENAI));
        var names = new TokenNames(dialect);
        var questions = new Questions(dialect);
        Set<String> models = Stream.concat(Stream.of(settings.base()), settings.adapter().stream())
                .collect(Collectors.toUnmodifiableSet());
        var capabilities = EnumSet.of(Capability.REPEATED, Capability.GENERATE);
        settings.adapter().ifPresent(any -> capabilities.add(Capability.FINE_TUNED));
        var scorer = new Scorer(
                new Echoes(transport, questions, names, models), questions, names, capabilities, settings.topK());
        return new Connection(
                settings,
                scorer,
                new TokenTexts(transport, questions, names, settings.base()),
                Set.copyOf(capabilities),
                card(settings, dialect, served));
    }

    /** Empty where the server has no such list. */
    private static Optional<ServedModels> models(Transport transport) {
        try {
            JsonNode reply = transport.get("/models");
            return Optional.of(ServedModels.read(reply, transport::hidden));
        } catch (BackendException refused) {
            if (refused.code().equals("http-404") || refused.code().equals("http-405")) {
                return Optional.empty();
            }
            throw refused;
        } catch (InterruptedException wish) {
            Thread.currentThread().interrupt();
            throw new CancellationException("Interrupted while the server was asked for its models");
        }
    }

    private static ModelCard card(HttpSettings settings, Dialect dialect, Optional<ServedModels> served) {
        var content = new LinkedHashMap<String, String>();
        Optional<ServedModels.Served> base = served.map(list -> list.one(settings.base()));
        content.put(
                "engine",
                base.map(ServedModels.Served::owner)
                        .filter(owner -> !owner.isEmpty())
                        .map(owner -> "completion server of " + owner)
                        .orElse("completion server"));
        content.put("server", settings.url().toString());
        content.put("dialect", dialect.id());
        content.put("distributions", "best " + settings.topK() + " tokens");
        content.put("base_name", settings.base());
        base.ifPresent(model -> describe("base", model, content));
        settings.adapter().ifPresent(name -> {
            content.put("adapter_name", name);
            served.ifPresent(list -> describe("adapter", list.one(name), content));
        });
        settings.revision()
                .ifPresentOrElse(
                        revision -> content.put("revision", revision),
                        () -> content.put("connected", Instant.now().toString()));
        return new ModelCard(
                settings.base(),
                settings.adapter().orElse(""),
                content,
                ModelCard.UNKNOWN,
                base.map(ServedModels.Served::contextLength).orElse(ModelCard.UNKNOWN));
    }

    private static void describe(String side, ServedModels.Served model, Map<String, String> content) {
        content.put(side + "_root", model.root());
        content.put(side + "_parent", model.parent());
        content.values().removeIf(String::isEmpty);
    }
}
