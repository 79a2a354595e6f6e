/** Mantine in our colours, with the accessibility it does not ship with corrected once, here. */
import { createTheme, type MantineColorsTuple } from "@mantine/core";

const pine: MantineColorsTuple = [
  "#eaf4f1",
  "#d3e8e1",
  "#a8d1c4",
  "#79b9a6",
  "#63cbac",
  "#2b8a72",
  "#12735d",
  "#0c5c4b",
  "#094a3c",
  "#06372d",
];

export const theme = createTheme({
  fontFamily: "var(--font)",
  fontFamilyMonospace: "var(--mono)",
  primaryColor: "pine",
  primaryShade: { light: 7, dark: 4 },
  colors: { pine },
  defaultRadius: 7,
  fontSizes: { xs: "11.5px", sm: "13px", md: "13px" },
  cursorType: "pointer",
  respectReducedMotion: true,
  // By name: importing the components here would load all of them with the first page.
  components: {
    // axe aria-required-children: the placeholder is no menu item
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
    // axe scrollable-region-focusable: the scroll area cannot be reached by keyboard
    Select: {
      defaultProps: {
        withScrollArea: false,
        styles: { dropdown: { maxHeight: 280, overflowY: "auto" } },
      },
    },
    Modal: {
      defaultProps: {
        centered: true,
        closeButtonProps: { "aria-label": "Close" },
        radius: "var(--r-dialog)",
        overlayProps: { backgroundOpacity: 0.35 },
        transitionProps: { transition: "fade", duration: 120 },
      },
    },
    Popover: { defaultProps: { transitionProps: { transition: "fade", duration: 120 } } },
  },
});
