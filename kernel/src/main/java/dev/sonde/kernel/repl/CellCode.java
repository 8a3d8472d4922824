package dev.sonde.kernel.repl;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/**
 * The compiled classes of a cell, made ready to run: {@link StopChecks} in all of them, {@link NameKeeping} in that of the
 * cell itself.
 *
 * @param classes the class files, by class name
 * @param reads what any function, lambda or class of the cell reads, as {@link ValueReads} names it
 */
record CellCode(Map<String, byte[]> classes, Set<String> reads) {

    private static final Logger LOGGER = Logger.getLogger(CellCode.class.getName());
    private static final String SUFFIX = ".class";

    /**
     * Reads what the compiler made of a cell.
     *
     * @param label what stack traces call the cell
     * @param files by file name; those that are no classes do not count
     */
    static CellCode of(String label, Map<String, byte[]> files) {
        var classes = new LinkedHashMap<String, byte[]>();
        var reads = new HashSet<String>();
        files.forEach((file, bytes) -> {
            if (file.endsWith(SUFFIX)) {
                String name = file.substring(0, file.length() - SUFFIX.length()).replace('/', '.');
                classes.put(name, ready(name, bytes, label, reads));
            }
        });
        return new CellCode(classes, reads);
    }

    private static byte[] ready(String name, byte[] file, String label, Set<String> reads) {
        var reader = new ClassReader(file);
        var calling = new CallingMethods();
        reader.accept(new ValueReads(reads, calling), ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        if (CellNames.isCell(name)) {
            try {
                return written(reader, label, calling, true);
            } catch (RuntimeException tooLong) {
                LOGGER.log(
                        Level.WARNING, "A method is nearly too long: if the cell fails, its names are lost", tooLong);
            }
        }
        try {
            return written(reader, label, calling, false);
        } catch (RuntimeException tooLong) {
            LOGGER.log(Level.WARNING, "A method is nearly too long: the cell's loops cannot be interrupted", tooLong);
            return file;
        }
    }

    private static byte[] written(ClassReader reader, String label, CallingMethods calling, boolean ofCell) {
        var writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        ClassVisitor checks = new StopChecks(labelled(label, writer), calling);
        reader.accept(ofCell ? new NameKeeping(checks) : checks, 0);
        return writer.toByteArray();
    }

    private static ClassVisitor labelled(String label, ClassVisitor next) {
        return new ClassVisitor(Opcodes.ASM9, next) {
            @Override
            public void visitSource(@Nullable String source, @Nullable String debug) {
                super.visitSource(label, debug);
            }
        };
    }
}
