/** The routes: each page is loaded when it is visited; the address bar is spelt like the API. */
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { parseSearch, stringifySearch, type Search } from "./lib/search";
import { BrokenPage } from "./pages/BrokenPage";
import { CaseListPage } from "./pages/cases/CaseListPage";
import { NotFoundPage } from "./pages/NotFoundPage";
import { AppShell } from "./ui/AppShell";

const asSearch = (search: Record<string, unknown>): Search => search as Search;

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFoundPage });

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: asSearch,
  component: lazyRouteComponent(() => import("./pages/SignInPage"), "SignInPage"),
});

const frame = createRoute({
  getParentRoute: () => root,
  id: "frame",
  component: AppShell,
});

const home = createRoute({
  getParentRoute: () => frame,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/cases", search: {} });
  },
});

const cases = createRoute({
  getParentRoute: () => frame,
  path: "/cases",
  validateSearch: asSearch,
  component: CaseListPage,
});

const newCase = createRoute({
  getParentRoute: () => frame,
  path: "/cases/new",
  beforeLoad: () => {
    throw redirect({ to: "/cases", search: { new: "case" } });
  },
});

const oneCase = createRoute({
  getParentRoute: () => frame,
  path: "/cases/$id",
  validateSearch: asSearch,
  component: lazyRouteComponent(() => import("./pages/case/CasePage"), "CasePage"),
});

const lists = createRoute({
  getParentRoute: () => frame,
  path: "/lists",
  validateSearch: asSearch,
  component: lazyRouteComponent(() => import("./pages/lists/ListsPage"), "ListsPage"),
});

const oneList = createRoute({
  getParentRoute: () => frame,
  path: "/lists/$id",
  validateSearch: asSearch,
  component: lazyRouteComponent(() => import("./pages/lists/ListPage"), "ListPage"),
});

const contacts = createRoute({
  getParentRoute: () => frame,
  path: "/contacts",
  validateSearch: asSearch,
  component: lazyRouteComponent(() => import("./pages/contacts/ContactListPage"), "ContactListPage"),
});

const oneContact = createRoute({
  getParentRoute: () => frame,
  path: "/contacts/$id",
  validateSearch: asSearch,
  component: lazyRouteComponent(() => import("./pages/contacts/ContactPage"), "ContactPage"),
});

const imports = createRoute({
  getParentRoute: () => frame,
  path: "/imports",
  component: lazyRouteComponent(() => import("./pages/imports/ImportListPage"), "ImportListPage"),
});

const newImport = createRoute({
  getParentRoute: () => frame,
  path: "/imports/new",
  validateSearch: asSearch,
  component: lazyRouteComponent(() => import("./pages/imports/NewImportPage"), "NewImportPage"),
});

const oneImport = createRoute({
  getParentRoute: () => frame,
  path: "/imports/$id",
  validateSearch: asSearch,
  component: lazyRouteComponent(() => import("./pages/imports/ImportPage"), "ImportPage"),
});

const operations = createRoute({
  getParentRoute: () => frame,
  path: "/operations",
  component: lazyRouteComponent(
    () => import("./pages/operations/OperationListPage"),
    "OperationListPage",
  ),
});

const operation = createRoute({
  getParentRoute: () => frame,
  path: "/operations/$id",
  component: lazyRouteComponent(() => import("./pages/operations/BulkPage"), "BulkPage"),
});

const caseTypes = createRoute({
  getParentRoute: () => frame,
  path: "/settings/case-types",
  component: lazyRouteComponent(() => import("./pages/settings/CaseTypesPage"), "CaseTypesPage"),
});

const oneCaseType = createRoute({
  getParentRoute: () => frame,
  path: "/settings/case-types/$id",
  validateSearch: asSearch,
  component: lazyRouteComponent(() => import("./pages/settings/CaseTypePage"), "CaseTypePage"),
});

const fields = createRoute({
  getParentRoute: () => frame,
  path: "/settings/fields",
  component: lazyRouteComponent(() => import("./pages/settings/FieldsPage"), "FieldsPage"),
});

const oneField = createRoute({
  getParentRoute: () => frame,
  path: "/settings/fields/$id",
  component: lazyRouteComponent(() => import("./pages/settings/FieldPage"), "FieldPage"),
});

const people = createRoute({
  getParentRoute: () => frame,
  path: "/settings/people",
  component: lazyRouteComponent(() => import("./pages/settings/PeoplePage"), "PeoplePage"),
});

const audit = createRoute({
  getParentRoute: () => frame,
  path: "/audit",
  validateSearch: asSearch,
  component: lazyRouteComponent(() => import("./pages/audit/AuditPage"), "AuditPage"),
});

const ops = createRoute({
  getParentRoute: () => frame,
  path: "/ops",
  validateSearch: asSearch,
  component: lazyRouteComponent(() => import("./pages/ops/LedgerPage"), "LedgerPage"),
});

const routeTree = root.addChildren([
  signIn,
  frame.addChildren([
    home,
    cases,
    newCase,
    oneCase,
    lists,
    oneList,
    contacts,
    oneContact,
    imports,
    newImport,
    oneImport,
    operations,
    operation,
    caseTypes,
    oneCaseType,
    fields,
    oneField,
    people,
    audit,
    ops,
  ]),
]);

export const router = createRouter({
  routeTree,
  basepath: "/app",
  parseSearch,
  stringifySearch,
  defaultPreload: "intent",
  defaultErrorComponent: BrokenPage,
  defaultPendingMs: 300,
  // The list keeps its own place (`lib/scroll.ts`); pages start at their top.
  scrollRestoration: false,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
