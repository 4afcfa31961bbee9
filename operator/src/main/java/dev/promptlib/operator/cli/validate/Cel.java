package dev.promptlib.operator.cli.validate;

import static org.projectnessie.cel.checker.Decls.Bool;
import static org.projectnessie.cel.checker.Decls.Double;
import static org.projectnessie.cel.checker.Decls.Dyn;
import static org.projectnessie.cel.checker.Decls.Int;

import io.fabric8.kubernetes.api.model.Quantity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.projectnessie.cel.Env;
import org.projectnessie.cel.EnvOption;
import org.projectnessie.cel.Library;
import org.projectnessie.cel.Program;
import org.projectnessie.cel.ProgramOption;
import org.projectnessie.cel.checker.Decls;
import org.projectnessie.cel.common.types.BoolT;
import org.projectnessie.cel.common.types.DoubleT;
import org.projectnessie.cel.common.types.Err;
import org.projectnessie.cel.common.types.IntT;
import org.projectnessie.cel.common.types.ref.Val;
import org.projectnessie.cel.extension.StringsLib;
import org.projectnessie.cel.interpreter.functions.Overload;

/** Google's expression language with what Kubernetes adds to it and our rules may use: quantities, and functions of texts. */
final class Cel {
    private final Env env = Env.newEnv(
            EnvOption.declarations(Decls.newVar("self", Dyn)),
            Library.Lib(new StringsLib()),
            Library.Lib(new Quantities()));
    private final Map<String, Program> programs = new HashMap<>();

    /** Whether a rule holds. Fails where it cannot be evaluated, as the API server does. */
    boolean holds(String rule, Object self) {
        Val result = programs.computeIfAbsent(rule, this::program)
                .eval(Map.of("self", self))
                .getVal();
        if (!(result instanceof BoolT)) {
            throw new IllegalArgumentException("the rule " + rule + " cannot be evaluated: " + result);
        }
        return result == BoolT.True;
    }

    Program program(String rule) {
        Env.AstIssuesTuple compiled = env.compile(rule);
        if (compiled.hasIssues()) {
            throw new IllegalArgumentException("the rule " + rule + " is not understood: " + compiled.getIssues());
        }
        return env.program(compiled.getAst());
    }

    /** A quantity is known by its amount. */
    private static final class Quantities implements Library {
        @Override
        public List<EnvOption> getCompileOptions() {
            return List.of(EnvOption.declarations(
                    Decls.newFunction(
                            "quantity", Decls.newOverload("string_to_quantity", List.of(Decls.String), Double)),
                    Decls.newFunction(
                            "isQuantity", Decls.newOverload("is_quantity_string", List.of(Decls.String), Bool)),
                    Decls.newFunction(
                            "compareTo",
                            Decls.newInstanceOverload("quantity_compare_to", List.of(Double, Double), Int)),
                    Decls.newFunction(
                            "isGreaterThan",
                            Decls.newInstanceOverload("quantity_is_greater_than", List.of(Double, Double), Bool)),
                    Decls.newFunction(
                            "isLessThan",
                            Decls.newInstanceOverload("quantity_is_less_than", List.of(Double, Double), Bool))));
        }

        @Override
        public List<ProgramOption> getProgramOptions() {
            return List.of(ProgramOption.functions(
                    Overload.unary("quantity", Quantities::amount),
                    Overload.unary("isQuantity", text -> Err.isError(amount(text)) ? BoolT.False : BoolT.True),
                    Overload.binary("compareTo", (a, b) -> IntT.intOf(compare(a, b))),
                    Overload.binary("isGreaterThan", (a, b) -> compare(a, b) > 0 ? BoolT.True : BoolT.False),
                    Overload.binary("isLessThan", (a, b) -> compare(a, b) < 0 ? BoolT.True : BoolT.False)));
        }

        private static int compare(Val a, Val b) {
            return java.lang.Double.compare(((DoubleT) a).doubleValue(), ((DoubleT) b).doubleValue());
        }

        private static Val amount(Val text) {
            try {
                return DoubleT.doubleOf(new Quantity(text.value().toString())
                        .getNumericalAmount()
                        .doubleValue());
            } catch (IllegalArgumentException e) {
                return Err.newErr("%s is no quantity", text.value());
            }
        }
    }
}
