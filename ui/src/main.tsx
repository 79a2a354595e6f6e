/** Where the pages begin. The first questions are asked before React mounts: they overlap. */
import "./mantine";
import "@fontsource-variable/inter/wght.css";
import "@fontsource-variable/geist-mono/wght.css";
import "./tokens.css";
import "./styles/base.css";
import "./styles/shell.css";
import "./styles/controls.css";
import "./styles/table.css";
import "./styles/record.css";
import "./styles/settings.css";
import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { createRoot } from "react-dom/client";
import { beginAt } from "./api/position";
import { problemOf } from "./api/problem";
import { RETRIES } from "./api/reads/asking";
import { casesQuery } from "./api/reads/cases";
import { caseTypesQuery, fieldsQuery, meQuery, peopleQuery } from "./api/reads/firm";
import { viewsQuery } from "./api/reads/views";
import { asked } from "./lib/filters";
import { first, parseSearch } from "./lib/search";
import { theme } from "./lib/theme";
import { DEFAULT_SORT } from "./pages/cases/columns";
import { router } from "./router";

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      refetchOnWindowFocus: false,
      retry: (failures, error) => failures < RETRIES && (problemOf(error)?.passing ?? true),
    },
  },
});

function askFirst(): void {
  void client.fetchQuery(meQuery).then(
    (me) => beginAt(me.position),
    (error: unknown) => {
      beginAt(null);
      if (problemOf(error)?.status === 401) void router.navigate({ to: "/sign-in", search: {} });
    },
  );
  void client.prefetchQuery(caseTypesQuery);
  void client.prefetchQuery(peopleQuery);
  void client.prefetchQuery(fieldsQuery("case"));
  if (/\/cases\/?$/.test(location.pathname)) {
    void client.prefetchQuery(viewsQuery);
    const search = parseSearch(location.search);
    if (search.view) return; // what it asks for is still to be learned
    const list = casesQuery(asked(search), first(search.sort) ?? DEFAULT_SORT);
    void client.prefetchInfiniteQuery(list);
  }
}

if (!location.pathname.startsWith("/app/sign-in")) askFirst();

createRoot(document.getElementById("root")!).render(
  <MantineProvider theme={theme} defaultColorScheme="auto">
    <QueryClientProvider client={client}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </MantineProvider>,
);
