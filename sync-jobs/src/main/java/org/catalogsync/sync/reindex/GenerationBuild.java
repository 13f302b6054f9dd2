package org.catalogsync.sync.reindex;

import java.util.List;
import org.catalogsync.stores.embeddings.Embeddings;
import org.catalogsync.stores.follow.GenerationRegister;
import org.catalogsync.stores.index.CatalogueIndex;
import org.catalogsync.sync.run.RunFacts;
import org.catalogsync.sync.run.WritePermit;

/** Creates the run's generation and registers it, in this order and before the first scan: from then on every index update reaches it too. */
public final class GenerationBuild {
    /** The step's name. */
    public static final String STEP = "register";

    /** Fact: the generation's name. */
    public static final String GENERATION = "generation";

    private final RunFacts facts;
    private final CatalogueIndex index;
    private final Embeddings embeddings;
    private final GenerationRegister register;
    private final List<Long> abandoned;
    private final WritePermit permit;

    /** @param abandoned runs since the last good one whose processes are taken for dead */
    public GenerationBuild(
            RunFacts facts,
            CatalogueIndex index,
            Embeddings embeddings,
            GenerationRegister register,
            List<Long> abandoned,
            WritePermit permit) {
        this.facts = facts;
        this.index = index;
        this.embeddings = embeddings;
        this.register = register;
        this.abandoned = abandoned;
        this.permit = permit;
    }

    /**
     * Deletes the generations of abandoned runs, before this run's first write: should the process of one only sleep, and between its last look at the lease and its word to the alias, it would show a generation
     * that lacks what this run writes. What is gone cannot be shown; what is shown already was right when it was, and stays.
     */
    public void retireAbandoned() {
        for (long run : abandoned) {
            String generation = index.generationName(run);
            permit.check();
            if (index.deleteGeneration(generation)) {
                register.remove(List.of(generation));
            }
        }
    }

    /** Begins the generation; handles no rows. */
    public long begin() {
        String generation = index.generationName(facts.run());
        permit.check();
        embeddings.createIfAbsent();
        register.createIfAbsent();
        index.createGeneration(generation, embeddings.dimensions());
        register.add(generation);
        facts.put(GENERATION, generation);
        return 0;
    }
}
