package dev.sonde.kernel.repl;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Writes {@link StopSign#check} into the compiled classes of a cell: before every jump back, which every loop has, and at
 * the start of every method, which recursion comes through and a library's loop over a lambda. Accessors and
 * constructors that call nothing are spared.
 *
 * <p>Calls that would end the process go to {@link CellExit} instead.
 *
 * <p>The check takes and leaves nothing on the stack, so nothing else of the class changes, its stack maps included.
 */
final class StopChecks extends ClassVisitor {

    private static final String SIGN = Type.getInternalName(StopSign.class);
    private static final String EXIT = Type.getInternalName(CellExit.class);
    private static final Pattern QUICK = Pattern.compile("<init>|<clinit>|(get|set|is|component|access\\$).*");

    private final CallingMethods calling;

    /**
     * Writes checks.
     *
     * @param next gets the class with checks
     * @param calling the methods of the class that call others
     */
    StopChecks(ClassVisitor next, CallingMethods calling) {
        super(Opcodes.ASM9, next);
        this.calling = calling;
    }

    /** Not final: {@link ShadowedValues} empties it when the name is declared again. */
    @Override
    public FieldVisitor visitField(
            int access, String name, String descriptor, @Nullable String signature, @Nullable Object value) {
        boolean ofInstance = (access & Opcodes.ACC_STATIC) == 0;
        return super.visitField(ofInstance ? access & ~Opcodes.ACC_FINAL : access, name, descriptor, signature, value);
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
        boolean quick = QUICK.matcher(name).matches() && !calling.contains(name, descriptor);
        return new CheckedMethod(next, !quick);
    }

    private static final class CheckedMethod extends MethodVisitor {
        private final boolean atStart;
        private final Set<Label> passed = new HashSet<>();

        CheckedMethod(MethodVisitor next, boolean atStart) {
            super(Opcodes.ASM9, next);
            this.atStart = atStart;
        }

        @Override
        public void visitCode() {
            super.visitCode();
            if (atStart) {
                check();
            }
        }

        @Override
        public void visitLabel(Label label) {
            passed.add(label);
            super.visitLabel(label);
        }

        @Override
        public void visitJumpInsn(int opcode, Label target) {
            checkBefore(target);
            super.visitJumpInsn(opcode, target);
        }

        @Override
        public void visitTableSwitchInsn(int min, int max, Label otherwise, Label... targets) {
            checkBefore(otherwise, targets);
            super.visitTableSwitchInsn(min, max, otherwise, targets);
        }

        @Override
        public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] targets) {
            checkBefore(otherwise, targets);
            super.visitLookupSwitchInsn(otherwise, keys, targets);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String called, String type, boolean onInterface) {
            if (owner.equals("java/lang/System") && called.equals("exit")) {
                super.visitMethodInsn(Opcodes.INVOKESTATIC, EXIT, "exit", type, false);
            } else if (owner.equals("java/lang/Runtime") && (called.equals("exit") || called.equals("halt"))) {
                super.visitMethodInsn(Opcodes.INVOKESTATIC, EXIT, called, "(Ljava/lang/Runtime;I)V", false);
            } else {
                super.visitMethodInsn(opcode, owner, called, type, onInterface);
            }
        }

        private void checkBefore(Label target, Label... others) {
            if (passed.contains(target) || Stream.of(others).anyMatch(passed::contains)) {
                check();
            }
        }

        private void check() {
            super.visitMethodInsn(Opcodes.INVOKESTATIC, SIGN, "check", "()V", false);
        }
    }
}
