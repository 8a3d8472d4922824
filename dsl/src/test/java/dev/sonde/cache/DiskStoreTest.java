package dev.sonde.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.backend.Evaluation;
import dev.sonde.backend.GenerationParameters;
import dev.sonde.backend.Operation;
import dev.sonde.backend.Operation.NextToken;
import dev.sonde.backend.Outcome;
import dev.sonde.backend.View;
import dev.sonde.backend.dummy.DummyBackend;
import dev.sonde.score.Completion;
import dev.sonde.score.Score;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskStoreTest {
    private static final String MODEL = "a model's id";
    private static final Evaluation<?> QUESTION = new Evaluation<>(View.BASE, NextToken.full("Where?"));
    private static final Score ANSWER = Scores.full(List.of(0.25, 0.75));

    @TempDir
    Path folder;

    private final List<String> warnings = new ArrayList<>();
    private DiskStore store;

    @BeforeEach
    void open() {
        store = DiskStore.in(folder, 1 << 30, warnings::add);
    }

    @Test
    void gives_every_score_back_bit_for_bit_to_another_process() {
        var random = new Scores(11);
        for (int round = 0; round < 400; round++) {
            Score score = random.next();
            Evaluation<?> evaluation = random.evaluationFor(score, round);

            store.put(MODEL, evaluation, score);

            assertThat(DiskStore.in(folder).find(MODEL, evaluation))
                    .get()
                    .satisfies(found -> assertThat(Scores.bits(found)).isEqualTo(Scores.bits(score)))
                    .isEqualTo(score);
        }
        assertThat(warnings).isEmpty();
    }

    @Test
    void never_takes_one_question_for_another() {
        List<Evaluation<?>> questions = List.of(
                new Evaluation<>(View.BASE, new NextToken("a", 1)),
                new Evaluation<>(View.BASE, new NextToken("a", 11)),
                new Evaluation<>(View.BASE, new NextToken("a\uD800", 1)),
                new Evaluation<>(View.BASE, new NextToken("a?", 1)),
                new Evaluation<>(View.FINE_TUNED, new NextToken("a", 1)),
                new Evaluation<>(new View.Scaled(1), new NextToken("a", 1)),
                new Evaluation<>(new View.Repeated(View.BASE, 1), new NextToken("a", 1)),
                new Evaluation<>(new View.Repeated(View.BASE, 2), new NextToken("a", 1)),
                completion("ab", "c"),
                completion("a", "bc"),
                completion("a", "1:b"),
                completion("a1:b", ""),
                new Evaluation<>(View.BASE, new Operation.RollingLogProb("a")),
                generate(new GenerationParameters(4, 0, 1, 0, 0)),
                generate(new GenerationParameters(4, 0.5, 1, 0, 0)),
                generate(new GenerationParameters(4, 0, 0.5, 0, 0)),
                generate(new GenerationParameters(4, 0, 1, 1, 0)),
                generate(new GenerationParameters(4, 0, 1, 0, 1)),
                generate(new GenerationParameters(5, 0, 1, 0, 0)));

        for (Evaluation<?> question : questions) {
            assertThat(store.contains(MODEL, question)).as("%s", question).isFalse();
            store.put(MODEL, question, ANSWER);
        }

        assertThat(store.contains("another model", questions.get(0))).isFalse();
        assertThat(store.contents().verify().sound()).isEqualTo(questions.size());
    }

    @Test
    void never_serves_an_answer_with_a_flipped_bit() throws IOException {
        byte[] sound = fileOf(QUESTION);
        for (int at = 0; at < sound.length; at++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] damaged = sound.clone();
                damaged[at] ^= (byte) (1 << bit);
                assertMiss(damaged);
            }
        }
        assertThat(warnings).singleElement().asString().contains("damaged").contains(folder.toString());
    }

    @Test
    void never_serves_an_answer_that_is_cut_or_has_more_behind_it() throws IOException {
        byte[] sound = fileOf(QUESTION);
        for (int length = 0; length < sound.length; length++) {
            assertMiss(Arrays.copyOf(sound, length));
        }
        assertMiss(Arrays.copyOf(sound, sound.length + 1));
        assertMiss(new byte[sound.length]);
        assertMiss(Arrays.copyOf(new byte[0], 4096));
    }

    @Test
    void never_serves_the_answer_of_a_question_whose_file_has_another_ones_name() throws IOException {
        var other = new Evaluation<>(View.BASE, NextToken.full("Who?"));
        byte[] sound = fileOf(other);

        assertMiss(sound);
    }

    @Test
    void computes_a_damaged_answer_again_and_keeps_that() throws IOException {
        var backend = DummyBackend.create();
        var first = new CachedBackend(backend, store);
        var outcomes = first.evaluate(List.of(QUESTION));
        Path file = file(QUESTION, backend.card().id());
        Files.write(file, new byte[10]);

        var second = new CachedBackend(backend, store);
        second.prefetch(List.of(QUESTION));

        assertThat(second.evaluate(List.of(QUESTION)))
                .map(outcome -> ((Outcome.Answer) outcome).score())
                .containsExactly(((Outcome.Answer) outcomes.get(0)).score());
        assertThat(second.statistics().cacheMisses()).isEqualTo(1);
        assertThat(new CachedBackend(backend, store)
                        .evaluate(List.of(QUESTION))
                        .get(0)
                        .cost()
                        .cacheHit())
                .isTrue();
    }

    @Test
    void stays_within_its_limit_and_loses_what_was_not_used_for_longest() throws IOException {
        long share = 40 * 4096; // forty answers of less than a block
        store = DiskStore.in(folder, StoreFolder.SHARDS * share, warnings::add);
        List<Evaluation<?>> old = inOneShard("old", 20);
        List<Evaluation<?>> used = inOneShard("used", 10);
        Stream.of(old, used).flatMap(List::stream).forEach(question -> store.put(MODEL, question, ANSWER));
        age();
        used.forEach(question -> store.find(MODEL, question));

        inOneShard("new", 20).forEach(question -> store.put(MODEL, question, ANSWER));

        assertThat(bytesOnDisk()).isBetween(share / 2, share);
        assertThat(kept(used)).isEqualTo(10);
        assertThat(kept(inOneShard("new", 20))).isEqualTo(20);
        assertThat(kept(old)).isLessThanOrEqualTo(10);
    }

    @Test
    void says_once_that_it_cannot_write_and_keeps_the_answers_of_this_run() throws IOException {
        Path file = Files.writeString(folder.resolve("a file"), "where a folder should be");
        store = DiskStore.in(file.resolve("store"), 1 << 20, warnings::add);
        var backend = DummyBackend.create();
        var cached = new CachedBackend(backend, store);

        cached.evaluate(List.copyOf(questions("q", 5)));
        cached.evaluate(List.copyOf(questions("q", 5)));

        assertThat(cached.statistics().cacheHits()).isEqualTo(5);
        assertThat(warnings).hasSize(2).anySatisfy(told -> assertThat(told)
                .contains("cannot be written")
                .contains("SONDE_CACHE"));
    }

    @Test
    void reads_and_writes_in_an_interrupted_thread() {
        store.put(MODEL, QUESTION, ANSWER);
        Thread.currentThread().interrupt();
        try {
            store.put(MODEL, questions("q", 1).get(0), ANSWER);

            assertThat(store.find(MODEL, QUESTION)).contains(ANSWER);
            assertThat(store.find(MODEL, questions("q", 1).get(0))).contains(ANSWER);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(warnings).isEmpty();
    }

    @Test
    void removes_what_it_wrote_and_nothing_else() throws IOException {
        Path own = Files.writeString(
                Files.createDirectories(folder.resolve("answers-1/00")).resolve("notes"), "mine");
        questions("q", 200).forEach(question -> store.put(MODEL, question, ANSWER));

        assertThat(store.contents().clear()).isEqualTo(200);

        assertThat(own).exists();
        assertThat(store.contents().verify().sound()).isZero();
        assertThat(files()).containsExactly(own);
    }

    private void assertMiss(byte[] content) throws IOException {
        Path file = file(QUESTION, MODEL);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
        assertThat(store.contents().verify().damaged()).hasSize(1);
        Files.write(file, content);
        assertThat(store.find(MODEL, QUESTION)).isEmpty();
        assertThat(store.contains(MODEL, QUESTION)).isFalse();
    }

    private byte[] fileOf(Evaluation<?> evaluation) throws IOException {
        store.put(MODEL, evaluation, ANSWER);
        Path file = file(evaluation, MODEL);
        byte[] content = Files.readAllBytes(file);
        Files.delete(file);
        return content;
    }

    private Path file(Evaluation<?> evaluation, String model) {
        return new StoreFolder(folder).answer(AnswerKey.of(model, evaluation));
    }

    private long kept(List<Evaluation<?>> questions) {
        return questions.stream()
                .filter(question -> store.contains(MODEL, question))
                .count();
    }

    private void age() throws IOException {
        FileTime yesterday = FileTime.from(Instant.now().minusSeconds(86_400));
        for (Path file : files()) {
            Files.setLastModifiedTime(file, yesterday);
        }
    }

    private long bytesOnDisk() throws IOException {
        long bytes = 0;
        for (Path file : files()) {
            bytes += Eviction.onDisk(Files.size(file));
        }
        return bytes;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private static List<Evaluation<?>> questions(String prefix, int count) {
        return IntStream.range(0, count)
                .<Evaluation<?>>mapToObj(i -> new Evaluation<>(View.BASE, NextToken.full(prefix + i)))
                .toList();
    }

    private List<Evaluation<?>> inOneShard(String prefix, int count) {
        var layout = new StoreFolder(folder);
        // 64 shards; which questions fall into this one differs with every change of the code
        List<Evaluation<?>> some = questions(prefix, 300 * count).stream()
                .filter(question -> layout.shard(AnswerKey.of(MODEL, question)).endsWith("00"))
                .limit(count)
                .toList();
        assertThat(some).hasSize(count);
        return some;
    }

    private static Evaluation<Completion> completion(String prompt, String completion) {
        return new Evaluation<>(View.BASE, new Operation.CompletionLogProb(prompt, completion));
    }

    private static Evaluation<?> generate(GenerationParameters parameters) {
        return new Evaluation<>(View.BASE, new Operation.Generate("a", parameters));
    }
}
