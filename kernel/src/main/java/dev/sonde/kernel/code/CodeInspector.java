package dev.sonde.kernel.code;

import dev.sonde.kernel.display.DisplayBundle;
import dev.sonde.kernel.docs.DocEntry;
import dev.sonde.kernel.docs.DocIndex;
import dev.sonde.kernel.docs.DocPage;
import dev.sonde.kernel.repl.CellCompiler;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says what stands at the cursor: the answer to Shift-Tab.
 *
 * <p>Words of the library are explained by their documentation, everything else by its type as the compiler knows it. In
 * the arguments of a call, where no word is, it explains the function.
 */
public final class CodeInspector implements AutoCloseable {

    private static final int MOST_PAGES = 3;

    private final CompilerWord compiler;
    private final Supplier<List<MagicWord>> magics;
    private final DocIndex docs;

    /**
     * Inspection with the documentation of the library.
     *
     * @param summary a variable's value in one line
     */
    public CodeInspector(
            CellCompiler compiler,
            Supplier<List<MagicWord>> magics,
            Function<? super @Nullable Object, String> summary) {
        this.compiler = new CompilerWord(compiler, summary);
        this.magics = magics;
        this.docs = DocIndex.shared();
    }

    /**
     * What is known of what stands at the cursor; empty when nothing is.
     *
     * @param utf16Offset cursor position, 0 to the cell's length
     * @param whole whether examples and members are wanted, too
     */
    public Optional<DisplayBundle> inspect(String cell, int utf16Offset, boolean whole) {
        MagicLines lines = MagicLines.of(cell, magics.get());
        Optional<MagicLines.Line> magic = lines.line(cell, utf16Offset);
        if (magic.isPresent()) {
            return MagicHelp.about(lines, cell, magic.get()).map(MarkdownText::bundle);
        }
        String code = lines.kotlin();
        CodeSpot spot = CodeSpot.of(code, Words.end(code, utf16Offset));
        boolean number = spot.kind() == CodeSpot.Kind.NOTHING && !spot.prefix().isEmpty();
        boolean word = !number && !spot.prefix().isEmpty() && spot.kind() != CodeSpot.Kind.TEXT;
        if (spot.kind() == CodeSpot.Kind.NOTHING && !number) {
            return Optional.empty();
        }
        Optional<DisplayBundle> found = word ? word(code, spot, whole) : Optional.empty();
        return found.or(() -> spot.arguments().flatMap(call -> function(code, spot, call, whole)));
    }

    private Optional<DisplayBundle> word(String code, CodeSpot spot, boolean whole) {
        var page = new DocPage(docs, whole);
        Optional<String> parameter = parameter(code, spot, page);
        if (parameter.isPresent()) {
            return parameter.map(MarkdownText::bundle);
        }
        String receiver = spot.kind() == CodeSpot.Kind.MEMBER ? Receiver.before(code, spot.start() - 1) : "";
        List<DocEntry> entries = receiver.isEmpty() ? names(spot) : members(receiver, spot.prefix());
        if (!entries.isEmpty()) {
            return Optional.of(pages(entries, page));
        }
        int end = spot.start() + spot.prefix().length();
        String type = compiler.on(code, end, spot.prefix(), !receiver.isEmpty());
        if (!type.isEmpty()) {
            return Optional.of(MarkdownText.bundle(type));
        }
        List<DocEntry> elsewhere = docs.named(spot.prefix());
        boolean clear = !elsewhere.isEmpty() && elsewhere.size() <= MOST_PAGES;
        return clear ? Optional.of(pages(elsewhere, page)) : Optional.empty();
    }

    private DisplayBundle pages(List<DocEntry> entries, DocPage page) {
        return MarkdownText.bundle(String.join(
                "\n\n---\n\n", entries.stream().map(page::of).distinct().toList()));
    }

    private Optional<String> parameter(String code, CodeSpot spot, DocPage page) {
        boolean named = code.substring(spot.start() + spot.prefix().length()).matches("(?s)\\s*=(?!=).*");
        return spot.arguments().filter(call -> named).stream()
                .flatMap(call -> docs.named(call.name()).stream())
                .flatMap(function -> function.parameters().stream()
                        .filter(each -> each.name().equals(spot.prefix()))
                        .map(each -> page.of(function, each)))
                .findFirst();
    }

    private Optional<DisplayBundle> function(String code, CodeSpot spot, OpenCall call, boolean whole) {
        List<DocEntry> found = docs.named(call.name()).stream()
                .filter(entry -> !entry.parameters().isEmpty())
                .filter(entry -> call.member() || isReachable(entry, spot))
                .toList();
        if (!found.isEmpty()) {
            return Optional.of(pages(found, new DocPage(docs, whole)));
        }
        String signatures = compiler.on(code, call.opened() - 1, call.name(), true);
        return signatures.isEmpty() ? Optional.empty() : Optional.of(MarkdownText.bundle(signatures));
    }

    /** The words of the innermost builder first, then those that need no receiver. */
    private List<DocEntry> names(CodeSpot spot) {
        return docs.named(spot.prefix()).stream()
                .filter(entry -> isReachable(entry, spot))
                .sorted((a, b) -> Boolean.compare(a.home().isEmpty(), b.home().isEmpty()))
                .toList();
    }

    private boolean isReachable(DocEntry entry, CodeSpot spot) {
        boolean type = entry.type().isEmpty() && !entry.kind().equals("function");
        Optional<String> builder = Builders.around(spot, docs);
        return type
                || entry.home().isEmpty()
                || builder.filter(around -> docs.members(around).contains(entry))
                        .isPresent();
    }

    private List<DocEntry> members(String receiver, String name) {
        Stream<String> type =
                docs.type(receiver).isPresent() ? Stream.of(receiver) : compiler.typeOf(receiver).stream();
        List<DocEntry> found = type.flatMap(known -> docs.members(known).stream())
                .filter(entry -> entry.name().equals(name))
                .toList();
        return found.isEmpty() && docs.type(receiver + "." + name).isPresent()
                ? docs.type(receiver + "." + name).stream().toList()
                : found;
    }

    @Override
    public void close() {
        compiler.close();
    }
}
