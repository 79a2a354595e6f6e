/** The only file that names the icon package. Icons are 16 px, in the text's colour, decorative. */
import {
  AlertIcon,
  ArchiveIcon,
  ArrowDownIcon,
  ArrowLeftIcon,
  ArrowUpIcon,
  BriefcaseIcon,
  CheckIcon,
  ChevronDownIcon,
  ChevronUpIcon,
  CodeIcon,
  ColumnsIcon,
  CommentIcon,
  CopyIcon,
  DeviceMobileIcon,
  DownloadIcon,
  FileIcon,
  FilterIcon,
  GearIcon,
  GrabberIcon,
  HistoryIcon,
  HomeIcon,
  KebabHorizontalIcon,
  KeyIcon,
  LawIcon,
  ListUnorderedIcon,
  LinkIcon,
  MailIcon,
  MoonIcon,
  NoteIcon,
  PencilIcon,
  PeopleIcon,
  PersonIcon,
  PlusIcon,
  RowsIcon,
  SearchIcon,
  ShieldCheckIcon,
  SignOutIcon,
  StackIcon,
  StarFillIcon,
  StarIcon,
  SunIcon,
  SyncIcon,
  TableIcon,
  ThreeBarsIcon,
  TasklistIcon,
  TrashIcon,
  UndoIcon,
  UploadIcon,
  XIcon,
  ZapIcon,
  type Icon,
} from "@primer/octicons-react";

export interface IconProps {
  size?: number;
}

function icon(Glyph: Icon) {
  return function Decorative({ size = 16 }: IconProps) {
    return <Glyph size={size} aria-hidden="true" />;
  };
}

export const IconArchive = icon(ArchiveIcon);
export const IconArrowDown = icon(ArrowDownIcon);
export const IconArrowUp = icon(ArrowUpIcon);
export const IconList = icon(StackIcon);
export const IconBack = icon(ArrowLeftIcon);
export const IconCase = icon(BriefcaseIcon);
export const IconCheck = icon(CheckIcon);
export const IconClose = icon(XIcon);
export const IconCode = icon(CodeIcon);
export const IconColumns = icon(ColumnsIcon);
export const IconComment = icon(CommentIcon);
export const IconCopy = icon(CopyIcon);
export const IconDark = icon(MoonIcon);
export const IconDensity = icon(RowsIcon);
export const IconDocument = icon(FileIcon);
export const IconDown = icon(ChevronDownIcon);
export const IconDownload = icon(DownloadIcon);
export const IconEdit = icon(PencilIcon);
export const IconFields = icon(ListUnorderedIcon);
export const IconFilter = icon(FilterIcon);
export const IconGrab = icon(GrabberIcon);
export const IconHistory = icon(HistoryIcon);
export const IconHome = icon(HomeIcon);
export const IconImport = icon(UploadIcon);
export const IconKey = icon(KeyIcon);
export const IconLedger = icon(ShieldCheckIcon);
export const IconLight = icon(SunIcon);
export const IconLink = icon(LinkIcon);
export const IconMail = icon(MailIcon);
export const IconMark = icon(LawIcon);
export const IconMenu = icon(ThreeBarsIcon);
export const IconMore = icon(KebabHorizontalIcon);
export const IconNote = icon(NoteIcon);
export const IconPeople = icon(PeopleIcon);
export const IconPerson = icon(PersonIcon);
export const IconPhone = icon(DeviceMobileIcon);
export const IconPlus = icon(PlusIcon);
export const IconRemove = icon(TrashIcon);
export const IconSearch = icon(SearchIcon);
export const IconSettings = icon(GearIcon);
export const IconSignOut = icon(SignOutIcon);
export const IconStar = icon(StarIcon);
export const IconStarred = icon(StarFillIcon);
export const IconStatus = icon(SyncIcon);
export const IconSystem = icon(ZapIcon);
export const IconTask = icon(TasklistIcon);
export const IconUndo = icon(UndoIcon);
export const IconView = icon(TableIcon);
export const IconUp = icon(ChevronUpIcon);
export const IconWarn = icon(AlertIcon);
