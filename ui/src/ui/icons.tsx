/** The icons of the frame and of the first page: 16 px, in the text's colour, decorative. The rest: `iconsOfPages`. */
import {
  ArchiveIcon,
  ArrowDownIcon,
  ArrowUpIcon,
  BriefcaseIcon,
  CheckIcon,
  ChevronDownIcon,
  ColumnsIcon,
  DownloadIcon,
  FilterIcon,
  GearIcon,
  HistoryIcon,
  KebabHorizontalIcon,
  KeyIcon,
  LawIcon,
  ListUnorderedIcon,
  LinkIcon,
  MoonIcon,
  PencilIcon,
  PeopleIcon,
  PlusIcon,
  RowsIcon,
  SearchIcon,
  ShieldCheckIcon,
  SignOutIcon,
  StackIcon,
  StarIcon,
  SunIcon,
  SyncIcon,
  TableIcon,
  ThreeBarsIcon,
  UndoIcon,
  UploadIcon,
  XIcon,
  type Icon,
} from "@primer/octicons-react";

export interface IconProps {
  size?: number;
}

export function icon(Glyph: Icon) {
  return function Decorative({ size = 16 }: IconProps) {
    return <Glyph size={size} aria-hidden="true" />;
  };
}

export const IconArchive = icon(ArchiveIcon);
export const IconArrowDown = icon(ArrowDownIcon);
export const IconArrowUp = icon(ArrowUpIcon);
export const IconList = icon(StackIcon);
export const IconCase = icon(BriefcaseIcon);
export const IconCheck = icon(CheckIcon);
export const IconClose = icon(XIcon);
export const IconColumns = icon(ColumnsIcon);
export const IconDark = icon(MoonIcon);
export const IconDensity = icon(RowsIcon);
export const IconDown = icon(ChevronDownIcon);
export const IconDownload = icon(DownloadIcon);
export const IconEdit = icon(PencilIcon);
export const IconFields = icon(ListUnorderedIcon);
export const IconFilter = icon(FilterIcon);
export const IconHistory = icon(HistoryIcon);
export const IconImport = icon(UploadIcon);
export const IconKey = icon(KeyIcon);
export const IconLedger = icon(ShieldCheckIcon);
export const IconLight = icon(SunIcon);
export const IconLink = icon(LinkIcon);
export const IconMark = icon(LawIcon);
export const IconMenu = icon(ThreeBarsIcon);
export const IconMore = icon(KebabHorizontalIcon);
export const IconPeople = icon(PeopleIcon);
export const IconPlus = icon(PlusIcon);
export const IconSearch = icon(SearchIcon);
export const IconSettings = icon(GearIcon);
export const IconSignOut = icon(SignOutIcon);
export const IconStar = icon(StarIcon);
export const IconStatus = icon(SyncIcon);
export const IconUndo = icon(UndoIcon);
export const IconView = icon(TableIcon);
